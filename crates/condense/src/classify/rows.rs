//! A sparse matrix, one row for each text.

/// Rows of (column, value), columns ascending within a row.
#[derive(Debug, Default)]
pub(super) struct Rows {
    starts: Vec<usize>,
    columns: Vec<u32>,
    values: Vec<f32>,
}

impl Rows {
    pub(super) fn new(rows: &[Vec<(u32, f32)>]) -> Self {
        let mut all = Self {
            starts: vec![0],
            ..Self::default()
        };
        for row in rows {
            all.columns.extend(row.iter().map(|(column, _)| *column));
            all.values.extend(row.iter().map(|(_, value)| *value));
            all.starts.push(all.columns.len());
        }
        all
    }

    /// The columns and values of a row.
    pub(super) fn row(&self, at: usize) -> (&[u32], &[f32]) {
        let range = self.starts[at]..self.starts[at + 1];
        (&self.columns[range.clone()], &self.values[range])
    }

    /// The same rows with each column multiplied by its factor.
    pub(super) fn scaled(&self, factors: &[f32]) -> Self {
        let values = self.columns.iter().zip(&self.values);
        Self {
            starts: self.starts.clone(),
            columns: self.columns.clone(),
            values: values
                .map(|(column, value)| value * factors[*column as usize])
                .collect(),
        }
    }

    /// The product of a row with weights, one for each column.
    pub(super) fn dot(&self, at: usize, weights: &[f32]) -> f32 {
        let (columns, values) = self.row(at);
        columns
            .iter()
            .zip(values)
            .map(|(column, value)| weights[*column as usize] * value)
            .sum()
    }

    /// Adds `factor` times a row to the weights.
    pub(super) fn add_to(&self, at: usize, factor: f32, weights: &mut [f32]) {
        let (columns, values) = self.row(at);
        for (column, value) in columns.iter().zip(values) {
            weights[*column as usize] += factor * value;
        }
    }
}
