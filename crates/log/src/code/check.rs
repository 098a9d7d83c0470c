//! The check characters: the Reed-Solomon code of length 28 and distance 5 over GF(32).
//!
//! The field is built on the primitive polynomial x^5 + x^2 + 1, its generator a is the value 2.
//! The 24 data values are the coefficients of a polynomial, highest first; the 4 check values are
//! the remainder of data times x^4 divided by (x - a)(x - a^2)(x - a^3)(x - a^4).
//! Two codes that differ at all differ in at least 5 places, so up to 4 wrong characters never
//! make another valid code.

/// Coefficients of the divisor below its leading 1, highest first.
const DIVISOR: [u8; 4] = divisor();

/// The 4 check values of 24 data values (each below 32).
pub(super) fn check_characters(data: &[u8]) -> [u8; 4] {
    data.iter().fold([0; 4], |rest, value| {
        let factor = rest[0] ^ (value & 31);
        let shifted = [rest[1], rest[2], rest[3], 0];
        std::array::from_fn(|i| shifted[i] ^ multiply(factor, DIVISOR[i]))
    })
}

/// Multiplication in GF(32).
const fn multiply(a: u8, b: u8) -> u8 {
    let mut product = 0;
    let mut shifted = a;
    let mut bit = 0;
    while bit < 5 {
        if b >> bit & 1 == 1 {
            product ^= shifted;
        }
        shifted <<= 1;
        if shifted & 32 != 0 {
            shifted ^= 0b10_0101;
        }
        bit += 1;
    }
    product
}

const fn divisor() -> [u8; 4] {
    // Multiply out one root after the other; `polynomial[0]` is the leading coefficient.
    let mut polynomial = [1, 0, 0, 0, 0];
    let mut root = 1;
    let mut degree = 0;
    while degree < 4 {
        root = multiply(root, 2);
        let mut i = degree + 1;
        while i > 0 {
            polynomial[i] ^= multiply(polynomial[i - 1], root);
            i -= 1;
        }
        degree += 1;
    }
    [polynomial[1], polynomial[2], polynomial[3], polynomial[4]]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_generates_the_field() {
        let mut value = 1;
        let powers: std::collections::BTreeSet<u8> = (0..31)
            .map(|_| {
                value = multiply(value, 2);
                value
            })
            .collect();
        assert_eq!((powers.len(), value), (31, 1));
    }

    #[test]
    fn the_four_roots_are_roots_of_every_code() {
        let data: [u8; 24] = std::array::from_fn(|i| (i * 11 % 32) as u8);
        let check = check_characters(&data);
        let mut root = 1;
        for _ in 0..4 {
            root = multiply(root, 2);
            let value = data
                .iter()
                .chain(&check)
                .fold(0, |sum, c| multiply(sum, root) ^ c);
            assert_eq!(value, 0);
        }
    }
}
