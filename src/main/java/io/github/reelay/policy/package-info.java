/** Who may, how much, and what it costs: access, limits, operators, and the ledger's sums. */
@NullMarked
package io.github.reelay.policy;

import org.jspecify.annotations.NullMarked;
