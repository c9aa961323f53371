package io.github.reelay.conversation;

import io.github.reelay.task.Address;
import io.github.reelay.task.Request;
import io.github.reelay.task.Requester;
import java.time.Instant;

/**
 * A request not yet confirmed (the card). Lives 24 hours.
 *
 * @param id 13 characters, as a task id
 * @param origin the event that made it; confirming makes the task of origin {@code draft:<id>}
 */
public record Draft(
    String id, String origin, Requester requester, Address address, Request request, Instant at) {}
