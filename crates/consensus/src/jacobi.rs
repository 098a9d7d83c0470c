//! Eigenvalues of a small symmetric matrix by Jacobi's rotations (Jacobi 1846; Golub & Van Loan,
//! *Matrix Computations*, §8.5).

/// Sweeps after which nothing is left to turn; a handful is usual.
const SWEEPS: usize = 50;

/// The eigenvalues, the largest first, and the eigenvectors as columns in that order.
pub(crate) fn symmetric<const N: usize>(matrix: [[f64; N]; N]) -> ([f64; N], [[f64; N]; N]) {
    let mut a = matrix;
    let mut vectors = [[0.0; N]; N];
    for (place, row) in vectors.iter_mut().enumerate() {
        row[place] = 1.0;
    }
    for _ in 0..SWEEPS {
        let mut turned = false;
        for p in 0..N {
            for q in p + 1..N {
                turned |= turn(&mut a, &mut vectors, p, q);
            }
        }
        if !turned {
            break;
        }
    }
    let mut order: [usize; N] = std::array::from_fn(|place| place);
    order.sort_by(|&first, &second| a[second][second].total_cmp(&a[first][first]));
    let values = order.map(|place| a[place][place]);
    let sorted = vectors.map(|row| order.map(|place| row[place]));
    (values, sorted)
}

/// Turns the plane of two axes so that they do not mix; false if they did not.
fn turn<const N: usize>(
    a: &mut [[f64; N]; N],
    vectors: &mut [[f64; N]; N],
    p: usize,
    q: usize,
) -> bool {
    let mixed = f64::midpoint(a[p][q], a[q][p]);
    let scale = (a[p][p] * a[q][q]).abs().sqrt();
    if mixed.abs() <= f64::EPSILON * scale || mixed == 0.0 {
        return false;
    }
    let theta = (a[q][q] - a[p][p]) / (2.0 * mixed);
    let tangent = theta.signum() / (theta.abs() + theta.hypot(1.0));
    let cosine = 1.0 / tangent.hypot(1.0);
    let sine = tangent * cosine;
    for row in a.iter_mut().chain(vectors.iter_mut()) {
        let (first, second) = (row[p], row[q]);
        row[p] = cosine * first - sine * second;
        row[q] = sine * first + cosine * second;
    }
    let (first, second) = (a[p], a[q]);
    a[p] = std::array::from_fn(|at| cosine * first[at] - sine * second[at]);
    a[q] = std::array::from_fn(|at| sine * first[at] + cosine * second[at]);
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_matrix_with_known_eigenvalues() {
        // Eigenvalues 1, 2 and 4 by construction.
        let (values, vectors) = symmetric([[3.0, 1.0, 0.0], [1.0, 3.0, 0.0], [0.0, 0.0, 1.0]]);
        for (found, expected) in values.iter().zip([4.0, 2.0, 1.0]) {
            assert!((found - expected).abs() < 1e-12, "{values:?}");
        }
        let half = 0.5f64.sqrt();
        assert!((vectors[0][0].abs() - half).abs() < 1e-12);
        assert!((vectors[0][0] - vectors[1][0]).abs() < 1e-12);
    }

    #[test]
    fn nothing_stays_nothing() {
        assert_eq!(symmetric([[0.0; 2]; 2]).0, [0.0; 2]);
    }
}
