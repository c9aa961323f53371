package io.github.reelay.provider.sandbox;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.jcodec.codecs.h264.H264Encoder;
import org.jcodec.codecs.h264.encode.RateControl;
import org.jcodec.codecs.h264.io.model.SliceType;
import org.jcodec.common.Codec;
import org.jcodec.common.MuxerTrack;
import org.jcodec.common.VideoCodecMeta;
import org.jcodec.common.VideoEncoder.EncodedFrame;
import org.jcodec.common.io.NIOUtils;
import org.jcodec.common.io.SeekableByteChannel;
import org.jcodec.common.model.ColorSpace;
import org.jcodec.common.model.Packet;
import org.jcodec.common.model.Packet.FrameType;
import org.jcodec.common.model.Picture;
import org.jcodec.common.model.Size;
import org.jcodec.containers.mp4.muxer.MP4Muxer;

/**
 * An H.264 encoder that writes an MP4 file frame by frame. Its metadata comes last, as with many
 * relays. Use by one thread.
 */
public final class Mp4Encoder implements Closeable {
  private final SeekableByteChannel file;
  private final MP4Muxer muxer;
  private final MuxerTrack track;
  private final H264Encoder encoder = new H264Encoder(new ConstantQuality());
  private final Picture planes;
  private final ByteBuffer buffer;
  private final int timescale;
  private final int duration;
  private int frames;

  public Mp4Encoder(Path to, int width, int height, int framesPerSecond) throws IOException {
    this(to, width, height, framesPerSecond, 1);
  }

  /**
   * @param timescale units of time in a second
   * @param duration of each frame, in these units
   */
  public Mp4Encoder(Path to, int width, int height, int timescale, int duration)
      throws IOException {
    this.timescale = timescale;
    this.duration = duration;
    file = NIOUtils.writableChannel(to.toFile());
    muxer = MP4Muxer.createMP4MuxerToChannel(file);
    track =
        muxer.addVideoTrack(
            Codec.H264,
            VideoCodecMeta.createSimpleVideoCodecMeta(new Size(width, height), ColorSpace.YUV420J));
    planes = Picture.create(width, height, ColorSpace.YUV420J);
    // Its worst frame, far above what a painted one comes to.
    buffer = ByteBuffer.allocate(width * height * 2);
  }

  /** Adds a frame of type INT_RGB. */
  public void add(BufferedImage frame) throws IOException {
    YuvConverter.convert(((DataBufferInt) frame.getRaster().getDataBuffer()).getData(), planes);
    buffer.clear();
    EncodedFrame encoded = encoder.encodeFrame(planes, buffer);
    track.addFrame(
        Packet.createPacket(
            encoded.getData(),
            (long) frames * duration,
            timescale,
            duration,
            frames,
            encoded.isKeyFrame() ? FrameType.KEY : FrameType.INTER,
            null));
    frames++;
  }

  /** Writes the metadata; without it the file is no video. */
  public void finish() throws IOException {
    muxer.finish();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  /**
   * The same, fine quality for every block. Coarser than this, jcodec's encoder takes a block's
   * colour to be what no decoder makes of it, and the error grows from left to right.
   */
  private static final class ConstantQuality implements RateControl {
    private static final int QUANTISER = 12;

    @Override
    public int startPicture(Size size, int maxSize, SliceType type) {
      return QUANTISER;
    }

    @Override
    public int initialQpDelta() {
      return 0;
    }

    @Override
    public int accept(int bits) {
      return 0;
    }
  }
}
