package io.github.reelay.conversation;

import io.github.reelay.policy.Access;
import io.github.reelay.policy.ContentRules;
import io.github.reelay.policy.Limits;
import io.github.reelay.policy.ProviderDesk;
import io.github.reelay.policy.Rules;

/** The policy's parts as a conversation needs them. */
public record Policy(
    Access access, Limits limits, ContentRules content, Rules rules, ProviderDesk providers) {}
