//! A text file as a window of UTF-8 that moves forward: memory does not grow with the file.

use super::encoding::TextEncoding;
use encoding_rs::{Decoder, DecoderResult};
use std::io::{self, Read};

/// Stands where bytes are no text in the file's encoding. It never occurs in UTF-8, so
/// such places are found together with what is wrong in UTF-8 itself.
const MALFORMED: u8 = 0xff;
const CHUNK: usize = 64 * 1024;

/// The part of a text that is being looked at.
pub(super) struct TextWindow {
    input: Box<dyn Read + Send>,
    decoder: Option<Decoder>,
    bytes: Vec<u8>,
    at: usize,
    ended: bool,
}

impl TextWindow {
    /// Over an input whose mark was already skipped.
    pub(super) fn new(input: Box<dyn Read + Send>, encoding: TextEncoding) -> Self {
        let decoder = (encoding != TextEncoding::Utf8)
            .then(|| encoding.decoder().new_decoder_without_bom_handling());
        Self {
            input,
            decoder,
            bytes: Vec::new(),
            at: 0,
            ended: false,
        }
    }

    /// What is seen of the text.
    pub(super) fn seen(&self) -> &[u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// Whether the text ends with what is seen.
    pub(super) fn ended(&self) -> bool {
        self.ended
    }

    /// Moves past the first bytes seen.
    pub(super) fn pass(&mut self, length: usize) {
        self.at = self.bytes.len().min(self.at + length);
    }

    /// Sees more: at least as much again, so that rows cut anew cost no more than twice.
    pub(super) fn see_more(&mut self) -> io::Result<()> {
        self.bytes.drain(..self.at);
        self.at = 0;
        let wanted = CHUNK.max(self.bytes.len()) as u64;
        let mut raw = Vec::new();
        let read = self.input.by_ref().take(wanted).read_to_end(&mut raw)?;
        self.ended = (read as u64) < wanted;
        match &mut self.decoder {
            None => self.bytes.append(&mut raw),
            Some(decoder) => decode(decoder, &raw, self.ended, &mut self.bytes),
        }
        Ok(())
    }
}

fn decode(decoder: &mut Decoder, mut raw: &[u8], last: bool, out: &mut Vec<u8>) {
    loop {
        let room = decoder.max_utf8_buffer_length_without_replacement(raw.len());
        let start = out.len();
        out.resize(start + room.unwrap_or(CHUNK), 0);
        let space = out.get_mut(start..).unwrap_or_default();
        let (result, read, written) = decoder.decode_to_utf8_without_replacement(raw, space, last);
        out.truncate(start + written);
        raw = raw.get(read..).unwrap_or_default();
        match result {
            DecoderResult::InputEmpty => return,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(..) => out.push(MALFORMED),
        }
    }
}
