//! Codes of the Code officiel géographique (INSEE) and postal codes.
//!
//! Source of the shapes: INSEE, Code officiel géographique 2026; La Poste for postal codes.

use super::packed::{CodeError, Packed, text_code};

/// A commune, present or former: `01004`, `2A004`, `97101`, `98818`.
///
/// `20xxx`, the Corsican codes used before 1976, are accepted because former codes still name them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CommuneCode(Packed<5>);

/// A département or an overseas collectivity: `01` to `95`, `2A`, `2B`, `971` to `978`, `984`, `986` to `989`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DepartementCode(Packed<3>);

/// A région (two digits), or an overseas collectivity in the place of one (`975`, `988`).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RegionCode(Packed<3>);

/// An arrondissement: the département's code and one digit or letter, `491`, `2A4`, `9711`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArrondissementCode(Packed<4>);

/// A postal code: five digits, `49100`, `20000` (Ajaccio), `97110`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PostalCode(Packed<5>);

text_code!(CommuneCode);
text_code!(DepartementCode);
text_code!(RegionCode);
text_code!(ArrondissementCode);
text_code!(PostalCode);

impl CommuneCode {
    /// Reads five characters; spaces around and lower-case letters are forgiven, nothing else is.
    ///
    /// # Errors
    /// [`CodeError`]; a number ending in `000` is refused, being a postal code typed in the wrong place.
    pub fn parse(text: &str) -> Result<Self, CodeError> {
        let packed = Packed::<5>::read(text)?;
        let code = packed.as_str();
        if code.len() != 5 {
            return Err(CodeError::Length);
        }
        let (prefix, number) = if is_overseas(code) {
            code.split_at(3)
        } else {
            code.split_at(2)
        };
        let known = prefix == "20" || is_departement(prefix);
        if known && is_digits(number) && number.bytes().any(|b| b != b'0') {
            Ok(Self(packed))
        } else {
            Err(CodeError::Shape)
        }
    }

    /// The code a spreadsheet turned into a number: `1004` is `01004`. Apart from [`Self::parse`], because it is
    /// a guess that a report has to show.
    ///
    /// # Errors
    /// [`CodeError`] for anything but four digits that a leading zero makes a code.
    pub fn repair(text: &str) -> Result<Self, CodeError> {
        Self::parse(&with_leading_zero(text, 4)?)
    }

    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The département the code begins with; none for the Corsican codes of before 1976.
    pub fn departement(&self) -> Option<DepartementCode> {
        let code = self.as_str();
        DepartementCode::parse(code.get(..if is_overseas(code) { 3 } else { 2 })?).ok()
    }
}

impl DepartementCode {
    /// # Errors
    /// [`CodeError`] for anything but a code in the list of the type.
    pub fn parse(text: &str) -> Result<Self, CodeError> {
        let packed = Packed::<3>::read(text)?;
        let code = packed.as_str();
        match code.len() {
            2 | 3 if is_departement(code) => Ok(Self(packed)),
            2 | 3 => Err(CodeError::Shape),
            _ => Err(CodeError::Length),
        }
    }

    /// `1` is `01`; see [`CommuneCode::repair`].
    ///
    /// # Errors
    /// [`CodeError`] for anything but one digit from 1 to 9.
    pub fn repair(text: &str) -> Result<Self, CodeError> {
        Self::parse(&with_leading_zero(text, 1)?)
    }

    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl RegionCode {
    /// # Errors
    /// [`CodeError`] for anything but two digits or an overseas code of three.
    pub fn parse(text: &str) -> Result<Self, CodeError> {
        let packed = Packed::<3>::read(text)?;
        let code = packed.as_str();
        match code.len() {
            2 if is_digits(code) && code != "00" => Ok(Self(packed)),
            3 if is_overseas(code) && is_departement(code) => Ok(Self(packed)),
            2 | 3 => Err(CodeError::Shape),
            _ => Err(CodeError::Length),
        }
    }

    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl ArrondissementCode {
    /// # Errors
    /// [`CodeError`] unless it is a département's code and one digit or letter.
    pub fn parse(text: &str) -> Result<Self, CodeError> {
        let packed = Packed::<4>::read(text)?;
        let code = packed.as_str();
        let prefix = match (code.len(), is_overseas(code)) {
            (4, true) => code.get(..3),
            (3, false) => code.get(..2),
            _ => return Err(CodeError::Length),
        };
        if prefix.is_some_and(is_departement) {
            Ok(Self(packed))
        } else {
            Err(CodeError::Shape)
        }
    }

    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl PostalCode {
    /// # Errors
    /// [`CodeError`] for anything but five digits from `01000` to `98999`.
    pub fn parse(text: &str) -> Result<Self, CodeError> {
        let packed = Packed::<5>::read(text)?;
        let code = packed.as_str();
        if code.len() != 5 {
            return Err(CodeError::Length);
        }
        if is_digits(code) && ("01000".."99000").contains(&code) {
            Ok(Self(packed))
        } else {
            Err(CodeError::Shape)
        }
    }

    /// `1400` is `01400`; see [`CommuneCode::repair`].
    ///
    /// # Errors
    /// [`CodeError`] for anything but four digits that a leading zero makes a code.
    pub fn repair(text: &str) -> Result<Self, CodeError> {
        Self::parse(&with_leading_zero(text, 4)?)
    }

    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

fn is_overseas(code: &str) -> bool {
    code.starts_with("97") || code.starts_with("98")
}

/// In the list of départements and overseas collectivities; `20` left it in 1976, `985` (Mayotte) in 2011.
fn is_departement(code: &str) -> bool {
    match code {
        "2A" | "2B" | "984" => true,
        "20" => false,
        _ if !is_digits(code) => false,
        _ if code.len() == 2 => ("01"..="95").contains(&code),
        _ => ("971"..="978").contains(&code) || ("986"..="989").contains(&code),
    }
}

fn with_leading_zero(text: &str, digits: usize) -> Result<String, CodeError> {
    let text = text.trim();
    match text.len() {
        0 => Err(CodeError::Empty),
        len if len != digits => Err(CodeError::Length),
        _ if is_digits(text) => Ok(format!("0{text}")),
        _ => Err(CodeError::Shape),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn communes() {
        for good in [
            "01004", "2A004", "2B033", "20004", "97101", "98818", "95680", "75056", " 49007 ",
            "2a004",
        ] {
            let code = CommuneCode::parse(good).unwrap();
            assert_eq!(code.as_str(), good.trim().to_uppercase());
        }
        for (bad, why) in [
            ("", CodeError::Empty),
            ("  ", CodeError::Empty),
            ("1004", CodeError::Length),
            ("010045", CodeError::Length),
            ("49000", CodeError::Shape),
            ("2C004", CodeError::Shape),
            ("00004", CodeError::Shape),
            ("96004", CodeError::Shape),
            ("99134", CodeError::Shape),
            ("97901", CodeError::Shape),
            ("01 04", CodeError::Shape),
            ("0100é", CodeError::Shape),
            ("+1004", CodeError::Shape),
        ] {
            assert_eq!(CommuneCode::parse(bad), Err(why), "{bad:?}");
        }
    }

    #[test]
    fn departement_of_a_commune() {
        let of = |code| {
            CommuneCode::parse(code)
                .unwrap()
                .departement()
                .map(|d| d.to_string())
        };
        assert_eq!(of("49007").as_deref(), Some("49"));
        assert_eq!(of("2A004").as_deref(), Some("2A"));
        assert_eq!(of("97411").as_deref(), Some("974"));
        assert_eq!(of("98818").as_deref(), Some("988"));
        assert_eq!(of("20004"), None);
    }

    #[test]
    fn others() {
        for good in [
            "01", "19", "21", "2A", "2b", "95", "971", "976", "978", "984", "989",
        ] {
            assert!(DepartementCode::parse(good).is_ok(), "{good}");
        }
        for bad in [
            "20", "00", "96", "97", "970", "979", "985", "1", "0101", "2C",
        ] {
            assert!(DepartementCode::parse(bad).is_err(), "{bad}");
        }
        for good in ["01", "11", "52", "94", "975", "988"] {
            assert!(RegionCode::parse(good).is_ok(), "{good}");
        }
        for bad in ["00", "1", "111", "2A"] {
            assert!(RegionCode::parse(bad).is_err(), "{bad}");
        }
        for good in ["012", "491", "2A4", "9711", "9743"] {
            assert!(ArrondissementCode::parse(good).is_ok(), "{good}");
        }
        for bad in ["01", "971", "4911", "201", "0012"] {
            assert!(ArrondissementCode::parse(bad).is_err(), "{bad}");
        }
        for good in ["01400", "20000", "98000", "97110"] {
            assert!(PostalCode::parse(good).is_ok(), "{good}");
        }
        for bad in ["1400", "2A000", "00100", "99123", "49 10"] {
            assert!(PostalCode::parse(bad).is_err(), "{bad}");
        }
        assert_eq!(PostalCode::repair("1400").unwrap().as_str(), "01400");
        assert_eq!(DepartementCode::repair("1").unwrap().as_str(), "01");
    }

    #[test]
    fn repair_is_only_for_a_lost_zero() {
        assert_eq!(CommuneCode::repair("1004").unwrap().as_str(), "01004");
        for bad in ["", "01004", "104", "2A04", "0000", "1000", "-104"] {
            assert!(CommuneCode::repair(bad).is_err(), "{bad:?}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics_and_what_is_read_is_written_back(text in "\\PC{0,8}") {
            if let Ok(code) = CommuneCode::parse(&text) {
                prop_assert_eq!(CommuneCode::parse(code.as_str()), Ok(code));
            }
            let _ = (DepartementCode::parse(&text), RegionCode::parse(&text), ArrondissementCode::parse(&text));
            let _ = (PostalCode::parse(&text), CommuneCode::repair(&text), DepartementCode::repair(&text));
        }

        #[test]
        fn well_shaped_communes_are_read(departement in 1u32..96, number in 1u32..1000) {
            let text = format!("{departement:02}{number:03}");
            let code = CommuneCode::parse(&text).unwrap();
            prop_assert_eq!(code.to_string(), text);
        }

        #[test]
        fn a_lost_zero_is_found_again(departement in 1u32..10, number in 1u32..1000) {
            let text = format!("{departement:02}{number:03}");
            prop_assert_eq!(CommuneCode::repair(&text[1..]), CommuneCode::parse(&text));
        }

        #[test]
        fn order_is_the_order_of_the_texts(a in "[0-9]{5}", b in "[0-9]{5}") {
            if let (Ok(x), Ok(y)) = (CommuneCode::parse(&a), CommuneCode::parse(&b)) {
                prop_assert_eq!(x.cmp(&y), a.cmp(&b));
            }
        }
    }
}
