/** How a message is meant; shown by colour, glyph and words together. */
export type Tone = 'info' | 'good' | 'caution' | 'stop' | 'simulated';
