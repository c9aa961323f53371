package io.github.reelay.media;

import io.github.reelay.task.Video;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import javax.imageio.ImageIO;
import org.jcodec.api.FrameGrab;
import org.jcodec.api.JCodecException;
import org.jcodec.api.specific.AVCMP4Adaptor;
import org.jcodec.codecs.h264.H264Utils;
import org.jcodec.codecs.h264.io.model.NALUnit;
import org.jcodec.codecs.h264.io.model.NALUnitType;
import org.jcodec.codecs.h264.io.model.SeqParameterSet;
import org.jcodec.common.Codec;
import org.jcodec.common.DemuxerTrackMeta;
import org.jcodec.common.SeekableDemuxerTrack;
import org.jcodec.common.io.NIOUtils;
import org.jcodec.common.io.SeekableByteChannel;
import org.jcodec.common.model.ColorSpace;
import org.jcodec.common.model.Packet;
import org.jcodec.common.model.Picture;
import org.jcodec.containers.mp4.demuxer.MP4Demuxer;
import org.jspecify.annotations.Nullable;

/**
 * An extractor of single frames from stored videos: by ffmpeg where there is one, in Java
 * otherwise.
 */
final class FrameExtractor {
  /**
   * What the pictures may take that a decoder in Java holds at once: 1080p with all the frames it
   * may refer to. The file's own numbers are not believed but those that the decoder goes by.
   */
  private static final long MAX_DECODER_BYTES = 64L << 20;

  /** Beside those that others refer to: the one at work, its copy, the one handed out. */
  private static final int OTHER_FRAMES = 4;

  private static final double BYTES_PER_PIXEL = 1.5;

  /** More than any provider asks of a reference image. */
  private static final int MAX_LAST_FRAME_SIDE = 2048;

  /** A minute at 60 frames; decoding to the last one takes time in proportion. */
  private static final int MAX_FRAMES = 3600;

  private final MediaFiles files;
  private final @Nullable Ffmpeg ffmpeg;
  private final ReentrantLock decodeLock = new ReentrantLock();

  FrameExtractor(MediaFiles files, @Nullable Ffmpeg ffmpeg) {
    this.files = files;
    this.ffmpeg = ffmpeg;
  }

  /**
   * @param maxSide its longer side at most, where ffmpeg makes it
   */
  BufferedImage firstFrame(Video video, int maxSide) throws IOException {
    BufferedImage byFfmpeg =
        extractWithFfmpeg(video, List.of(), List.of("-frames:v", "1"), maxSide);
    return byFfmpeg != null ? byFfmpeg : extractInJava(video, false);
  }

  /** The last frame of the video; a video continued from it begins with this frame. */
  BufferedImage lastFrame(Video video) throws IOException {
    // Decodes the last seconds and overwrites one file; the last frame stays.
    BufferedImage byFfmpeg =
        extractWithFfmpeg(
            video,
            List.of("-sseof", "-3"),
            List.of("-update", "1", "-q:v", "1"),
            MAX_LAST_FRAME_SIDE);
    return byFfmpeg != null ? byFfmpeg : extractInJava(video, true);
  }

  private @Nullable BufferedImage extractWithFfmpeg(
      Video video, List<String> before, List<String> after, int maxSide) throws IOException {
    Ffmpeg program = ffmpeg;
    if (program == null) {
      return null;
    }
    // What is read here has a size that was chosen here.
    List<String> options = new ArrayList<>(Ffmpeg.within(maxSide));
    options.addAll(after);
    Path frame = files.paths().newPart(".png");
    try {
      boolean written = program.run(Ffmpeg.Work.FRAME, before, files.locate(video), options, frame);
      return written ? ImageIO.read(frame.toFile()) : null;
    } finally {
      Files.deleteIfExists(frame);
    }
  }

  private BufferedImage extractInJava(Video video, boolean last) throws IOException {
    decodeLock.lock();
    try (SeekableByteChannel file = NIOUtils.readableChannel(files.locate(video).toFile());
        MP4Demuxer demuxer = MP4Demuxer.createMP4Demuxer(file)) {
      if (!(demuxer.getVideoTrack() instanceof SeekableDemuxerTrack track)
          || track.getMeta().getCodec() != Codec.H264) {
        throw new IOException("no H.264 video: not decoded in Java");
      }
      checkDecoderMemory(track.getMeta().getCodecPrivate());
      FrameGrab grab = new FrameGrab(track, new BoundedDecoder(track.getMeta()));
      int frames = track.getMeta().getTotalFrames();
      grab.seekToFramePrecise(last ? Math.clamp(frames - 1L, 0, MAX_FRAMES) : 0);
      Picture picture = grab.getNativeFrame();
      if (picture == null) {
        throw new IOException("no picture in the video");
      }
      return toRgb(picture.getCrop() == null ? picture : picture.cropped());
    } catch (JCodecException | RuntimeException e) {
      // jcodec answers what it cannot decode with exceptions of every kind.
      throw new IOException("the video's codec cannot be decoded in Java", e);
    } finally {
      decodeLock.unlock();
    }
  }

  /** A decoder that looks at the sizes which come in the middle of a video, too. */
  private static final class BoundedDecoder extends AVCMP4Adaptor {
    BoundedDecoder(DemuxerTrackMeta meta) {
      super(meta);
    }

    @Override
    public Picture decodeFrame(Packet packet, byte[][] into) {
      checkDecoderMemory(packet.getData());
      return super.decodeFrame(packet, into);
    }
  }

  private static void checkDecoderMemory(ByteBuffer units) {
    for (ByteBuffer unit : H264Utils.splitFrame(units.duplicate())) {
      if (NALUnit.read(unit).type == NALUnitType.SPS) {
        ByteBuffer plain = NIOUtils.clone(unit);
        H264Utils.unescapeNAL(plain);
        SeqParameterSet set = SeqParameterSet.read(plain);
        long blocks =
            (set.picWidthInMbsMinus1 + 1L)
                * (set.picHeightInMapUnitsMinus1 + 1L)
                * (set.frameMbsOnlyFlag ? 1 : 2);
        double bytes = blocks * 256 * BYTES_PER_PIXEL * (set.numRefFrames + OTHER_FRAMES);
        if (bytes > MAX_DECODER_BYTES) {
          throw new IllegalArgumentException("too large to be decoded in Java");
        }
      }
    }
  }

  /** BT.709, limited range: what players assume of a stream that says nothing. */
  private static BufferedImage toRgb(Picture picture) throws IOException {
    ColorSpace colour = picture.getColor();
    if (!colour.equals(ColorSpace.YUV420) && !colour.equals(ColorSpace.YUV420J)) {
      throw new IOException("pictures of kind " + colour);
    }
    int width = picture.getWidth();
    BufferedImage image = new BufferedImage(width, picture.getHeight(), BufferedImage.TYPE_INT_RGB);
    int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    int half = picture.getPlaneWidth(1);
    for (int i = 0; i < pixels.length; i++) {
      int at = i / width / 2 * half + i % width / 2;
      // jcodec keeps samples as signed bytes around 128.
      double y = 1.1644 * (picture.getPlaneData(0)[i] + 128 - 16);
      int blue = picture.getPlaneData(1)[at];
      int red = picture.getPlaneData(2)[at];
      pixels[i] =
          clampChannel(y + 1.7927 * red) << 16
              | clampChannel(y - 0.2132 * blue - 0.5329 * red) << 8
              | clampChannel(y + 2.1124 * blue);
    }
    return image;
  }

  private static int clampChannel(double value) {
    return Math.clamp(Math.round(value), 0, 255);
  }
}
