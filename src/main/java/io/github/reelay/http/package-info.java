/**
 * HTTP to addresses that people and providers give: guarded against private networks, bounded in
 * bytes, time and redirects. Support for every adapter; knows nothing of tasks.
 */
@NullMarked
package io.github.reelay.http;

import org.jspecify.annotations.NullMarked;
