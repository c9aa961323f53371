package io.github.reelay.task.ref;

import java.util.Locale;

/**
 * The requester of a task, as of the moment they asked.
 *
 * @param name what the platform shows; text from outside, to be escaped wherever it is shown
 * @param language the language this task's messages are written in
 */
public record Requester(PersonRef person, String name, Locale language) {}
