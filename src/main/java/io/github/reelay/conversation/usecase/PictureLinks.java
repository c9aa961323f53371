package io.github.reelay.conversation.usecase;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.PictureFetcher;
import io.github.reelay.conversation.PictureFetcher.FetchResult;
import io.github.reelay.conversation.RequestInput;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.request.RequestRefusal;
import io.github.reelay.conversation.text.TextTruncation;
import io.github.reelay.conversation.text.UserTexts;
import io.github.reelay.task.EnumNames;
import io.github.reelay.task.ReferenceImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pictures that people give by their address, in a field or in their words. They are fetched before
 * anything else is done with a request, for who may ask for videos at all.
 */
record PictureLinks(PictureFetcher fetcher, TaskAcceptor acceptor, UserTexts texts) {
  /** As many as any model takes. */
  private static final int MAX_LINKS = 9;

  /** Longer is no address that a person has copied. */
  private static final int MAX_SHOWN_LENGTH = 60;

  /**
   * An address that is said to be a picture, {@code picture:https://…} or {@code --image
   * https://…}, or whose name is a picture's.
   */
  private static final Pattern LINK =
      Pattern.compile(
          "(?<![^\\s])(?:(?:(?:--|[—–]{1,2})?(?:picture|image|图片)(?:\\s*[:：=＝]\\s*|\\s+))"
              + "(?<said>https?://\\S+)"
              + "|(?<named>https?://[^\\s?#]+\\.(?:jpe?g|png|webp|gif)(?:[?#]\\S*)?))(?!\\S)",
          Pattern.CASE_INSENSITIVE);

  /**
   * Completes what a person asks for with the pictures at the addresses in it.
   *
   * @param next what is done with the whole
   */
  Answer resolve(Sender sender, RequestInput input, Function<RequestInput, Answer> next) {
    List<String> links = new ArrayList<>(input.links());
    String text = input.text();
    StringBuilder rest = new StringBuilder();
    Matcher link = LINK.matcher(text);
    while (link.find()) {
      links.add(Optional.ofNullable(link.group("said")).orElseGet(() -> link.group("named")));
      link.appendReplacement(rest, "");
    }
    if (links.isEmpty()) {
      return next.apply(input);
    }
    link.appendTail(rest);
    Optional<RequestRefusal> refusal = acceptor.accessRefusal(sender);
    if (refusal.isPresent()) {
      return refusal.get().reply();
    }
    if (links.size() + input.images().size() > MAX_LINKS) {
      return texts.reply(sender, "link.too-many", MAX_LINKS);
    }
    List<ReferenceImage> pictures = new ArrayList<>(input.images());
    for (String address : links) {
      switch (fetcher.fetch(address)) {
        case FetchResult.Fetched(ReferenceImage picture) -> pictures.add(picture);
        case FetchResult.Unusable(var reason) -> {
          return refuse(sender, "picture." + EnumNames.kebabCase(reason), address);
        }
        case FetchResult.Failed(var why) -> {
          return refuse(sender, "link." + EnumNames.kebabCase(why), address);
        }
      }
    }
    String words = links.size() == input.links().size() ? text : rest.toString().strip();
    return next.apply(input.withText(words).withImages(pictures.stream().distinct().toList()));
  }

  private Answer refuse(Sender sender, String key, String address) {
    return UserTexts.reply(
        RichText.builder()
            .untrusted(TextTruncation.singleLine(address, MAX_SHOWN_LENGTH))
            .newLine()
            .append(texts.text(sender, key))
            .build());
  }
}
