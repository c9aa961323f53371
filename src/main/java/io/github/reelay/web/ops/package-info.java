/** What machines ask of us: health, metrics, and the files behind signed links. */
@NullMarked
package io.github.reelay.web.ops;

import org.jspecify.annotations.NullMarked;
