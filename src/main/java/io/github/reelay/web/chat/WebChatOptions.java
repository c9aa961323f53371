package io.github.reelay.web.chat;

/**
 * What the operator can set about the web chat.
 *
 * @param currency as it is shown in front of an amount
 * @param pictureLimit bytes of a picture; bodies over 25 MB are refused before it is looked at
 */
public record WebChatOptions(String currency, long pictureLimit) {}
