/**
 * A copy of the database that is of one moment, taken while the program works in it, and what it
 * takes to go on from one: what may have been paid since is not paid again.
 */
@NullMarked
package io.github.reelay.storage.backup;

import org.jspecify.annotations.NullMarked;
