package io.msliqa.quality.distortion;

import com.github.jaiimageio.jpeg2000.J2KImageWriteParam;
import com.github.jaiimageio.jpeg2000.impl.J2KImageReaderSpi;
import com.github.jaiimageio.jpeg2000.impl.J2KImageWriterSpi;
import io.msliqa.image.PixelImage;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ImageWriterSpi;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Types 9 and 10: written by a real codec at a low rate, and read back. */
final class Compression {

    private static final int BITS_PER_PIXEL = 24;
    /** Headers alone take about as much; the encoder refuses to aim lower. */
    private static final double LEAST_JPEG2000_BITS = 8 * 350;

    private static final String OF_THE_JDK = "com.sun.imageio.plugins.jpeg.";

    private Compression() {}

    /** Compresses as JPEG 2000. It compresses very small pictures less than asked, as their headers outweigh their pixels. */
    static Planes jpeg2000(Planes image, double ratio, SeededRandom dice) {
        return decoded(jpeg2000Bytes(image, ratio), new J2KImageReaderSpi());
    }

    static byte[] jpeg2000Bytes(Planes image, double ratio) {
        ImageWriter writer = writer(new J2KImageWriterSpi());
        J2KImageWriteParam settings = (J2KImageWriteParam) writer.getDefaultWriteParam();
        settings.setLossless(false);
        settings.setFilter(J2KImageWriteParam.FILTER_97);
        settings.setEncodingRate(Math.max(BITS_PER_PIXEL / ratio, LEAST_JPEG2000_BITS / image.size()));
        return encoded(image, writer, settings);
    }

    /**
     * Compresses with the JDK's own JPEG codec, with chroma at half resolution.
     *
     * @param quality libjpeg's, 1 to 100
     */
    static Planes jpeg(Planes image, double quality, SeededRandom dice) {
        ImageWriter writer = writer(ofTheJdk(ImageWriterSpi.class));
        ImageWriteParam settings = writer.getDefaultWriteParam();
        settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        settings.setCompressionQuality((float) (quality / 100));
        return decoded(encoded(image, writer, settings), ofTheJdk(ImageReaderSpi.class));
    }

    /** Other JPEG plug-ins on the class path would make other pictures. */
    private static <T> T ofTheJdk(Class<T> category) {
        Iterator<T> providers = IIORegistry.getDefaultInstance().getServiceProviders(category, false);
        while (providers.hasNext()) {
            T provider = providers.next();
            if (provider.getClass().getName().startsWith(OF_THE_JDK)) {
                return provider;
            }
        }
        throw new IllegalStateException("This Java runtime has no JPEG codec of its own (module java.desktop)");
    }

    private static ImageWriter writer(ImageWriterSpi provider) {
        try {
            return provider.createWriterInstance();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] encoded(Planes image, ImageWriter writer, ImageWriteParam settings) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(toBuffered(image.toPixels()), null, null), settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static Planes decoded(byte[] bytes, ImageReaderSpi provider) {
        try (MemoryCacheImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            ImageReader reader = provider.createReaderInstance();
            try {
                reader.setInput(stream);
                return Planes.of(fromBuffered(reader.read(0)));
            } finally {
                reader.dispose();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static BufferedImage toBuffered(PixelImage image) {
        BufferedImage buffered = new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_3BYTE_BGR);
        swapRedAndBlue(image.rgb(), ((DataBufferByte) buffered.getRaster().getDataBuffer()).getData());
        return buffered;
    }

    private static PixelImage fromBuffered(BufferedImage buffered) {
        byte[] rgb = new byte[3 * buffered.getWidth() * buffered.getHeight()];
        if (buffered.getType() == BufferedImage.TYPE_3BYTE_BGR) {
            swapRedAndBlue(((DataBufferByte) buffered.getRaster().getDataBuffer()).getData(), rgb);
        } else {
            int[] samples = buffered.getRaster()
                    .getPixels(0, 0, buffered.getWidth(), buffered.getHeight(), new int[rgb.length]);
            for (int i = 0; i < rgb.length; i++) {
                rgb[i] = (byte) samples[i];
            }
        }
        return new PixelImage(buffered.getWidth(), buffered.getHeight(), rgb);
    }

    private static void swapRedAndBlue(byte[] from, byte[] to) {
        for (int i = 0; i < from.length; i += 3) {
            to[i] = from[i + 2];
            to[i + 1] = from[i + 1];
            to[i + 2] = from[i];
        }
    }
}
