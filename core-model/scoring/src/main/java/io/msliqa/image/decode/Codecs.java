package io.msliqa.image.decode;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import io.msliqa.image.ImageException;
import io.msliqa.image.ImageFormat;
import io.msliqa.image.format.ByteView;
import io.msliqa.image.format.PictureHeader;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;

/**
 * The ImageIO reader for each format, chosen by class: whatever other plugins lie on the class path, and whichever class
 * loader ImageIO scanned first, the same bytes give the same pixels. Safe for use by many threads; each picture gets a
 * reader of its own.
 */
final class Codecs {

    private final Map<ImageFormat, ImageReaderSpi> providers = new EnumMap<>(ImageFormat.class);

    private Codecs() {
        ImageIO.setUseCache(false);
        IIORegistry registry = IIORegistry.getDefaultInstance();
        providers.put(ImageFormat.JPEG, ours(registry, JPEGImageReaderSpi.class, JPEGImageReaderSpi::new));
        providers.put(ImageFormat.TIFF, ours(registry, TIFFImageReaderSpi.class, TIFFImageReaderSpi::new));
        providers.put(ImageFormat.WEBP, ours(registry, WebPImageReaderSpi.class, WebPImageReaderSpi::new));
        providers.put(ImageFormat.PNG, ofTheJdk(registry, "com.sun.imageio.plugins.png.PNGImageReaderSpi"));
        providers.put(ImageFormat.GIF, ofTheJdk(registry, "com.sun.imageio.plugins.gif.GIFImageReaderSpi"));
        providers.put(ImageFormat.BMP, ofTheJdk(registry, "com.sun.imageio.plugins.bmp.BMPImageReaderSpi"));
    }

    /** The codecs of this JVM. */
    static Codecs shared() {
        return Holder.SHARED;
    }

    private static final class Holder {
        static final Codecs SHARED = new Codecs();
    }

    /** A registered provider, since those that delegate learn their delegate only when they are registered. */
    private static <T extends ImageReaderSpi> T ours(IIORegistry registry, Class<T> type, Supplier<T> maker) {
        T known = registry.getServiceProviderByClass(type);
        if (known != null) {
            return known;
        }
        T made = maker.get();
        registry.registerServiceProvider(made, ImageReaderSpi.class);
        return made;
    }

    private static ImageReaderSpi ofTheJdk(IIORegistry registry, String className) {
        Iterator<ImageReaderSpi> providers = registry.getServiceProviders(
                ImageReaderSpi.class, provider -> provider.getClass().getName().equals(className), false);
        if (!providers.hasNext()) {
            throw new IllegalStateException("This Java runtime has no " + className + "; run on a full JDK 17");
        }
        return providers.next();
    }

    /** The first picture of a stream. */
    BufferedImage read(ImageFormat format, ByteView stream) throws ImageException {
        return with(format, stream, reader -> reader.read(0));
    }

    /** The first picture of a stream, its components as they are stored. */
    Raster readRaw(ImageFormat format, ByteView stream) throws ImageException {
        return with(format, stream, reader -> reader.readRaster(0, null));
    }

    private interface Reading<T> {
        T from(ImageReader reader) throws IOException;
    }

    private <T> T with(ImageFormat format, ByteView stream, Reading<T> reading) throws ImageException {
        DamageReport damage = new DamageReport(format);
        T result;
        try {
            ImageReader reader = providers.get(format).createReaderInstance();
            try {
                reader.addIIOReadWarningListener(damage);
                reader.setInput(
                        new ByteArrayImageInputStream(stream.array(), stream.start(), stream.length()), false, true);
                result = reading.from(reader);
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw CodecFailure.explain(format, e);
        }
        if (damage.first().isPresent()) {
            throw PictureHeader.corrupt("The " + format + " file's picture data is damaged: "
                    + damage.first().get());
        }
        return result;
    }
}
