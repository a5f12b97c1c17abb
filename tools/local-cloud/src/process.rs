//! Signals to processes and their groups, and a guard that leaves no child behind.

use std::time::{Duration, Instant};

use rustix::process::{
    Pid, Signal, kill_process, kill_process_group, test_kill_process, test_kill_process_group,
};

/// How often a process that was told to end is looked at.
const POLL: Duration = Duration::from_millis(25);

/// The process group led by a child of this program. Dropped while armed, it ends the whole group, so that a
/// step that is given up (Ctrl-C, or an error beside it) leaves nothing running.
#[derive(Debug)]
pub(crate) struct GroupGuard {
    leader: Option<Pid>,
}

impl GroupGuard {
    /// Guards the group whose leader has this process id.
    pub(crate) fn new(leader: Option<u32>) -> Self {
        Self {
            leader: leader
                .and_then(|id| i32::try_from(id).ok())
                .and_then(Pid::from_raw),
        }
    }

    /// The leader has ended by itself: there is nothing to guard any more.
    pub(crate) fn disarm(mut self) {
        self.leader = None;
    }
}

impl Drop for GroupGuard {
    fn drop(&mut self) {
        if let Some(leader) = self.leader {
            let _ = kill_process_group(leader, Signal::TERM);
        }
    }
}

/// Ends the group led by `leader`: the leader is asked first and given `patience` to end cleanly, then the
/// others, then whatever is left is killed.
pub(crate) fn end_group(leader: Pid, patience: Duration, mut leader_has_ended: impl FnMut() -> bool) {
    let _ = kill_process(leader, Signal::TERM);
    wait_until(patience, &mut leader_has_ended);
    if test_kill_process_group(leader).is_ok() {
        let _ = kill_process_group(leader, Signal::TERM);
        wait_until(Duration::from_millis(500), || {
            test_kill_process_group(leader).is_err()
        });
        let _ = kill_process_group(leader, Signal::KILL);
        wait_until(Duration::from_secs(2), &mut leader_has_ended);
    }
}

/// Whether a process with this id exists.
pub(crate) fn exists(pid: Pid) -> bool {
    test_kill_process(pid).is_ok()
}

fn wait_until(patience: Duration, mut done: impl FnMut() -> bool) {
    let start = Instant::now();
    while !done() && start.elapsed() < patience {
        std::thread::sleep(POLL);
    }
}
