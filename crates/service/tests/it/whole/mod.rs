//! A whole campaign of three levels and two waves, from the first voice to the last look-back,
//! on both databases. The days are moved by hand; nothing passes because a day has come.

mod cast;
mod find;
mod learn;
mod rectify;
mod waves;

use crate::world::World;
use cast::{Cast, FIRST, SECOND};

#[tokio::test]
async fn a_whole_campaign_from_the_first_voice_to_the_last_look_back() {
    for world in World::on_both().await {
        let mut cast = Cast::gather(world).await;
        learn::hear(&mut cast).await;
        waves::first(&cast).await;
        find::claim_first(&cast).await;
        through_all_stages(&mut cast, &FIRST).await;
        waves::second(&cast).await;
        find::claim_second(&cast).await;
        through_all_stages(&mut cast, &SECOND).await;
        rectify::look_back(&mut cast).await;
        cast.world.must_be_sound().await;
    }
}

async fn through_all_stages(cast: &mut Cast, codes: &[&'static str]) {
    learn::pass(cast, codes).await;
    find::write(cast, codes).await;
    find::pass(cast, codes).await;
    rectify::work(cast, codes).await;
    rectify::judge(cast, codes).await;
    rectify::pass(cast, codes).await;
}
