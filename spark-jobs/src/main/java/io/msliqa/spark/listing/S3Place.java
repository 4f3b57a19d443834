package io.msliqa.spark.listing;

import io.msliqa.image.FailureReason;
import io.msliqa.spark.rows.CorpusRow;
import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** An object whose key no path of Hadoop's can express. */
record S3Place(S3Objects objects, String key) implements Place {

    @Override
    public String name() {
        return objects.name(key);
    }

    @Override
    public boolean exists() throws IOException {
        return objects.look(key).isPresent();
    }

    @Override
    public Runnable lookUp(Taking taking) {
        try {
            Optional<HeadObjectResponse> object = objects.look(key);
            return object.isPresent()
                    ? () -> HadoopPlace.s3Tree(objects, taking).add(key, object.get())
                    : () -> taking.sink()
                            .accept(CorpusRow.unlisted(name(), FailureReason.MISSING, "There is no such file."));
        } catch (IOException e) {
            return () -> taking.sink()
                    .accept(CorpusRow.unlisted(
                            name(), FailureReason.UNREADABLE, "The storage says: " + e.getMessage()));
        }
    }
}
