/** How long models really take, as measured here. Imports the domain only. */
@NullMarked
package io.github.reelay.tracking.duration;

import org.jspecify.annotations.NullMarked;
