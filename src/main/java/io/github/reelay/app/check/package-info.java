/** What {@code reelay check} says, and what it looks at on this machine. */
@NullMarked
package io.github.reelay.app.check;

import org.jspecify.annotations.NullMarked;
