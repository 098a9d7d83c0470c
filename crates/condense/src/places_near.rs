//! Which voices were said near each other, where columns give places: candidates for the same
//! matter also when very many voices use the same words.

use crate::spot::Spot;

/// Candidates taken from each square, street or place, those nearest in time.
const FROM_EACH: usize = 12;

/// Voices by cell and time.
pub(crate) struct Nearby {
    /// Cell, day and voice, ascending.
    order: Vec<(u64, i32, u32)>,
    spots: Vec<Spot>,
}

impl Nearby {
    /// Nothing where no place is known.
    pub(crate) fn new(spots: &[Spot]) -> Option<Self> {
        let mut order: Vec<(u64, i32, u32)> = (0u32..)
            .zip(spots)
            .filter_map(|(voice, spot)| Some((spot.cell()?, spot.day.unwrap_or(0), voice)))
            .collect();
        order.sort_unstable();
        let spots = spots.to_vec();
        (!order.is_empty()).then_some(Self { order, spots })
    }

    /// Voices near a voice in space, and of those the nearest in time.
    pub(crate) fn around(&self, voice: usize) -> Vec<u32> {
        let spot = self.spots[voice];
        let day = spot.day.unwrap_or(0);
        let mut found = Vec::new();
        for cell in spot.cells_around() {
            let own = self.order.partition_point(|&(other, then, number)| {
                (other, then, number as usize) < (cell, day, voice)
            });
            let from = own.saturating_sub(FROM_EACH / 2);
            let to = self.order.len().min(own + 1 + FROM_EACH / 2);
            let some = self.order[from..to].iter();
            let others =
                some.filter(|&&(other, _, number)| other == cell && number as usize != voice);
            found.extend(others.map(|&(_, _, number)| number));
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_in_space_are_found_nearest_in_time_first() {
        let spots: Vec<Spot> = (0..100)
            .map(|day| Spot::new("28.20000,113.00000", Some(day)))
            .chain([Spot::new("39.9,116.4", Some(50)), Spot::new("", Some(50))])
            .collect();
        let nearby = Nearby::new(&spots).expect("places are known");
        let found = nearby.around(50);
        assert!(found.len() >= FROM_EACH && found.iter().all(|voice| (40..61).contains(voice)));
        assert!(nearby.around(100).is_empty() && nearby.around(101).is_empty());
        assert!(Nearby::new(&[Spot::default()]).is_none());
    }
}
