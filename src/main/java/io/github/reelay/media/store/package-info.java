/** Where media files are kept beside the folder: a bucket that several instances share. */
@NullMarked
package io.github.reelay.media.store;

import org.jspecify.annotations.NullMarked;
