//! What a ride costs, and how far it is.

use serde_json::Value;

/// Great-circle distance in kilometres; `None` when a coordinate is missing.
pub(crate) fn kilometres(from: Option<(f64, f64)>, to: Option<(f64, f64)>) -> Option<f64> {
    let ((from_lat, from_lon), (to_lat, to_lon)) = (from?, to?);
    let half_lat = (to_lat - from_lat).to_radians() / 2.0;
    let half_lon = (to_lon - from_lon).to_radians() / 2.0;
    let h = half_lat.sin().powi(2)
        + from_lat.to_radians().cos() * to_lat.to_radians().cos() * half_lon.sin().powi(2);
    Some(2.0 * 6371.0 * h.sqrt().min(1.0).asin())
}

/// Rp10,000, and Rp2,500 for each kilometre begun after the fourth.
pub(crate) fn rupiah(kilometres: f64) -> u64 {
    (4..1000u64)
        .take_while(|begun| f64::from(u32::try_from(*begun).unwrap_or(u32::MAX)) < kilometres)
        .fold(10_000, |sum, _| sum + 2_500)
}

/// `{latitude, longitude}` under a key.
pub(crate) fn coordinate(body: &Value, key: &str) -> Option<(f64, f64)> {
    let at = body.get(key)?;
    Some((number(at.get("latitude")?)?, number(at.get("longitude")?)?))
}

/// A number, or a string that holds one.
pub(crate) fn number(value: &Value) -> Option<f64> {
    value.as_f64().or_else(|| value.as_str()?.trim().parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ride_across_pasuruan_is_priced_by_its_length() {
        let far = kilometres(Some((-7.6453, 112.9075)), Some((-7.6453, 112.9981))).unwrap();
        assert!((9.8..10.1).contains(&far), "{far}");
        assert_eq!(rupiah(0.3), 10_000);
        assert_eq!(rupiah(4.0), 10_000);
        assert_eq!(rupiah(far), 25_000);
        assert_eq!(kilometres(None, Some((0.0, 0.0))), None);
    }
}
