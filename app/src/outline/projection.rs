//! From degrees to a flat ground.

/// A place on the flat ground, in metres or any unit of that size: east, north.
pub type Flat = (f64, f64);

/// Lambert-93, the official projection of the mainland: conic, after IGN (NTG 71, GRS 80).
pub fn lambert_93((longitude, latitude): (f64, f64)) -> Flat {
    const N: f64 = 0.725_607_765_053_267;
    const C: f64 = 11_754_255.426_096;
    const E: f64 = 0.081_819_191_042_815_8;
    const X: f64 = 700_000.0;
    const Y: f64 = 12_655_612.049_876;
    let phi = latitude.to_radians();
    let bent = ((1.0 - E * phi.sin()) / (1.0 + E * phi.sin())).powf(E / 2.0);
    let isometric = ((std::f64::consts::FRAC_PI_4 + phi / 2.0).tan() * bent).ln();
    let radius = C * (-N * isometric).exp();
    let gamma = N * (longitude - 3.0).to_radians();
    (X + radius * gamma.sin(), Y - radius * gamma.cos())
}

/// A ground the size of a département: equal-area, true along its middle meridian.
pub fn local(middle: f64, (longitude, latitude): (f64, f64)) -> Flat {
    const METRES: f64 = 111_195.0;
    let east = (longitude - middle) * latitude.to_radians().cos();
    (east * METRES, latitude * METRES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_origin_of_lambert_93_is_where_ign_puts_it() {
        let (x, y) = lambert_93((3.0, 46.5));
        assert!((x - 700_000.0).abs() < 0.01 && (y - 6_600_000.0).abs() < 0.01);
    }

    #[test]
    fn a_degree_of_longitude_is_shorter_in_the_north() {
        let south = local(0.0, (1.0, 0.0)).0;
        let north = local(0.0, (1.0, 60.0)).0;
        assert!((north / south - 0.5).abs() < 1e-9);
    }
}
