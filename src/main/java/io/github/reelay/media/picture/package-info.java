/**
 * Pictures: type by content, bounded before decoding, upright, cropped and scaled, written as JPEG.
 * What people send is hostile until proven otherwise.
 */
@NullMarked
package io.github.reelay.media.picture;

import org.jspecify.annotations.NullMarked;
