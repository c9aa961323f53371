/**
 * Pictures and videos on our own disk: the media folder and its retention, signed links, and what
 * is made out of stored files (fitted pictures, thumbnails, last frames, smaller copies).
 */
@NullMarked
package io.github.reelay.media;

import org.jspecify.annotations.NullMarked;
