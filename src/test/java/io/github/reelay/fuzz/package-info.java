/** Input that is wrong in ways nobody thought of, from a seed: what must hold for all of it. */
@NullMarked
package io.github.reelay.fuzz;

import org.jspecify.annotations.NullMarked;
