//! The local cloud: the real stack of `infra/`, put on an AWS emulator that runs on this machine alone.
//!
//! This crate is the one place that knows how to set such a cloud up, start it, deploy to it and stop it.
//! `cargo xtask demo` and `cargo xtask test` drive it; the end-to-end tests read the running cloud's
//! description through [`LocalCloud::from_env`].
//!
//! Everything it makes lies under `.local/` in the checkout, and everything it starts listens on 127.0.0.1.
//! Credentials, profiles and proxies of the developer's shell never reach the emulator, the functions or
//! CDK, so that nothing can go to a real account by mistake.

mod activity;
mod api;
mod city_file;
mod claim;
mod cloud;
mod command;
mod court_keys;
mod deploy;
mod description;
mod emulator;
mod environment;
mod error;
mod functions;
mod http;
mod layout;
mod node;
mod ports;
mod prerequisites;
mod process;
mod progress;
mod python;
mod sample_register;
mod service;
mod simulator;

pub use activity::Activity;
pub use api::{Answer, Caller};
pub use city_file::prepare as prepare_city;
pub use cloud::{Parts, RunningCloud, stop_all, stop_named};
pub use command::Tool;
pub use court_keys::CourtKeys;
pub use description::{Client, LocalCloud};
pub use environment::variable;
pub use error::{Error, Result};
pub use functions::{Artifacts, build, lay_out};
pub use layout::{CloudName, Layout};
pub use node::{Node, compile as compile_infra, install as install_node_modules};
pub use ports::Ports;
pub use prerequisites::{Prerequisites, check as check_prerequisites};
pub use progress::{Progress, Step};
pub use python::{Python, install_checks, install_emulator};
