/** {@code /admin}: what operators and moderators may see and change, a class for each subject. */
@NullMarked
package io.github.reelay.conversation.admin;

import org.jspecify.annotations.NullMarked;
