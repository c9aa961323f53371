package io.github.reelay.conversation;

import io.github.reelay.policy.AccessPolicy;
import io.github.reelay.policy.ContentFilter;
import io.github.reelay.policy.Limits;
import io.github.reelay.policy.OperatorClaim;
import io.github.reelay.policy.ProviderControl;
import io.github.reelay.policy.Rules;

/** The policy services a conversation uses. */
public record PolicyServices(
    AccessPolicy access,
    Limits limits,
    ContentFilter content,
    Rules rules,
    ProviderControl providers,
    OperatorClaim claim) {}
