/** Opens the database (SQLite in the data folder, or PostgreSQL) and keeps its schema current. */
@NullMarked
package io.github.reelay.storage.database;

import org.jspecify.annotations.NullMarked;
