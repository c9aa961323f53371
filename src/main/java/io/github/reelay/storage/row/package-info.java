/** How domain values become columns and JSON, and the rows that several stores write. */
@NullMarked
package io.github.reelay.storage.row;

import org.jspecify.annotations.NullMarked;
