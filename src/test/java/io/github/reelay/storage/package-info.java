/** Every contract runs on SQLite ({@code *Test}) and on a real PostgreSQL ({@code *IT}). */
@NullMarked
package io.github.reelay.storage;

import org.jspecify.annotations.NullMarked;
