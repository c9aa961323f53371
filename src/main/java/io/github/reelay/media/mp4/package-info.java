/**
 * Reads and rearranges MP4 files (ISO/IEC 14496-12) box by box, trusting no number in them: a file
 * comes from a relay, so it may be cut, lie, or be an HTML page.
 */
@NullMarked
package io.github.reelay.media.mp4;

import org.jspecify.annotations.NullMarked;
