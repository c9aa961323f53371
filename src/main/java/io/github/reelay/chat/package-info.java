/**
 * The contract of a chat: what the program needs of each ({@link io.github.reelay.chat.Chat}), what
 * each is made from and by ({@link io.github.reelay.chat.ChatFactory}). {@code
 * docs/adding-a-chat.md} goes through it on an example.
 */
@NullMarked
package io.github.reelay.chat;

import org.jspecify.annotations.NullMarked;
