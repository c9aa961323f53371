package io.github.reelay.conversation;

import io.github.reelay.task.ReferenceImage;
import java.util.List;
import java.util.Map;
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
 * @param images in the order they were sent
 * @param links addresses of pictures that were given in fields; those in the text stay there
 */
public record RequestInput(
    String origin,
    String text,
    boolean flagsInText,
    Map<RequestOption, String> options,
    List<ReferenceImage> images,
    List<String> links) {
  public RequestInput {
    options = Map.copyOf(options);
    images = List.copyOf(images);
    links = List.copyOf(links);
  }

  /** One without addresses of pictures. */
  public RequestInput(
      String origin,
      String text,
      boolean flagsInText,
      Map<RequestOption, String> options,
      List<ReferenceImage> images) {
    this(origin, text, flagsInText, options, images, List.of());
  }

  /** The same with these pictures, and no addresses of others. */
  public RequestInput withImages(List<ReferenceImage> others) {
    return new RequestInput(origin, text, flagsInText, options, others);
  }

  public RequestInput withText(String other) {
    return new RequestInput(origin, other, flagsInText, options, images, links);
  }

  /** The same with the address of a picture that was given in a field; blank is none. */
  public RequestInput withLink(String address) {
    return address.isBlank()
        ? this
        : new RequestInput(origin, text, flagsInText, options, images, List.of(address.strip()));
  }

  /** A prompt in which flags are looked for. */
  public static RequestInput ofText(String origin, String text, @Nullable ReferenceImage image) {
    return new RequestInput(
        origin, text, true, Map.of(), image == null ? List.of() : List.of(image));
  }
}
