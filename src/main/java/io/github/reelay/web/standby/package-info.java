/**
 * What an instance answers that stands by: it hands everything on to the one that works, except for
 * what is asked about itself.
 */
@NullMarked
package io.github.reelay.web.standby;

import org.jspecify.annotations.NullMarked;
