/** The proof of a row of the catalogue: one real, paid video, looked at from all sides. */
@NullMarked
package io.github.reelay.provider.proof;

import org.jspecify.annotations.NullMarked;
