/** Several instances over one PostgreSQL: who they are, and which of them works. */
@NullMarked
package io.github.reelay.storage.instance;

import org.jspecify.annotations.NullMarked;
