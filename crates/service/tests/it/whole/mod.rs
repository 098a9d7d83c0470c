//! A whole campaign of three levels, from the first voice to the last look-back, on both
//! databases. The days are moved by hand; nothing passes because a day has come.

mod cast;
mod find;
mod learn;
mod rectify;

use crate::world::World;
use cast::Cast;

#[tokio::test]
async fn a_whole_campaign_from_the_first_voice_to_the_last_look_back() {
    for world in World::on_both().await {
        let mut cast = Cast::gather(world).await;
        learn::hear(&mut cast).await;
        learn::pass(&cast).await;
        find::claim(&cast).await;
        find::write(&cast).await;
        find::pass(&cast).await;
        rectify::work(&mut cast).await;
        rectify::judge(&mut cast).await;
        rectify::pass(&cast).await;
        rectify::look_back(&mut cast).await;
        cast.world.must_be_sound().await;
    }
}
