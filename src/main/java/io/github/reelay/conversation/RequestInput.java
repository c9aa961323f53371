package io.github.reelay.conversation;

import io.github.reelay.task.ReferenceImage;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A request as a person wrote it; values are checked against the catalogue, never rounded.
 *
 * @param origin the platform's event, unique for ever ({@code telegram:update:817}); the same
 *     origin twice makes one task
 * @param text the prompt; in chats without fields it may hold flags ({@code --duration 8}, {@code
 *     9:16})
 * @param flagsInText whether flags are to be looked for in the text
 * @param options as typed into fields; they go before flags in the text
 */
public record RequestInput(
    String origin,
    String text,
    boolean flagsInText,
    Map<RequestOption, String> options,
    @Nullable ReferenceImage image,
    List<ReferenceImage> moreImages) {
  public RequestInput {
    options = Map.copyOf(options);
    moreImages = List.copyOf(moreImages);
  }

  /** With one picture at most. */
  public RequestInput(
      String origin,
      String text,
      boolean flagsInText,
      Map<RequestOption, String> options,
      @Nullable ReferenceImage image) {
    this(origin, text, flagsInText, options, image, List.of());
  }

  /** The same with several pictures, in the order they were sent. */
  public RequestInput withImages(List<ReferenceImage> images) {
    return new RequestInput(
        origin,
        text,
        flagsInText,
        options,
        images.isEmpty() ? null : images.getFirst(),
        images.stream().skip(1).toList());
  }

  /** All pictures. */
  public List<ReferenceImage> images() {
    return Stream.concat(Stream.ofNullable(image), moreImages.stream()).toList();
  }

  /** A prompt in which flags are looked for. */
  public static RequestInput ofText(String origin, String text, @Nullable ReferenceImage image) {
    return new RequestInput(origin, text, true, Map.of(), image);
  }
}
