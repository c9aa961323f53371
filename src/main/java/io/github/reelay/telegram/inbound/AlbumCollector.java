package io.github.reelay.telegram.inbound;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Scheduler;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.api.objects.message.Message;

/**
 * A collector of albums: Telegram sends one update per picture, with the caption on any of them,
 * and never says which is the last. Complete is what had no further part for a moment.
 */
final class AlbumCollector {
  /** A part that comes when its album was handled already belongs to it and orders nothing. */
  private static final Duration HANDLED_TTL = Duration.ofMinutes(2);

  private static final int MAX_OPEN_ALBUMS = 1000;

  private final Cache<String, List<Part>> openAlbums;
  private final Cache<String, Boolean> handledAlbums =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(HANDLED_TTL).build();

  /**
   * @param onComplete gets the parts by the order of their ids
   */
  AlbumCollector(Duration wait, Executor threads, Consumer<List<Part>> onComplete) {
    openAlbums =
        Caffeine.newBuilder()
            .maximumSize(MAX_OPEN_ALBUMS)
            .expireAfterWrite(wait)
            .scheduler(Scheduler.systemScheduler())
            .executor(threads)
            .removalListener(
                (@Nullable String album, @Nullable List<Part> parts, RemovalCause cause) -> {
                  if (cause.wasEvicted() && album != null && parts != null) {
                    handledAlbums.put(album, true);
                    onComplete.accept(parts);
                  }
                })
            .build();
  }

  /**
   * @return false if the album was complete before; the part is to be passed over
   */
  boolean add(Part part) {
    String album = part.message().getChatId() + ":" + part.message().getMediaGroupId();
    if (handledAlbums.getIfPresent(album) != null) {
      return false;
    }
    openAlbums
        .asMap()
        .merge(
            album,
            List.of(part),
            (before, more) ->
                Stream.concat(before.stream(), more.stream())
                    .sorted(Comparator.comparing(p -> p.message().getMessageId()))
                    .toList());
    return true;
  }

  /**
   * @param key of the stored event it came by
   */
  record Part(String key, Message message) {}
}
