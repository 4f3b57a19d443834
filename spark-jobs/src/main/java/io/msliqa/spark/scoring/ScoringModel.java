package io.msliqa.spark.scoring;

import ai.djl.Device;
import io.msliqa.foreign.ForeignScorer;
import io.msliqa.foreign.NetworkFolder;
import io.msliqa.image.DecodeLimits;
import io.msliqa.image.decode.ImageDecoder;
import io.msliqa.model.ModelBundle;
import io.msliqa.patch.Preprocessing;
import io.msliqa.scale.QualityScale;
import io.msliqa.scoring.ImageScorer;
import io.msliqa.scoring.PictureScorer;
import io.msliqa.scoring.ScoringSettings;
import io.msliqa.spark.rows.ScoreStamp;
import io.msliqa.spark.settings.ScoringJobSettings;
import io.msliqa.torch.scoring.TorchForeignEngine;
import java.util.List;
import java.util.Locale;

/** What scores pictures: a model of this project, or a network of others with its protocol. */
public sealed interface ScoringModel {

    /** What people call it. */
    String name();

    /** What tells it from others. */
    String id();

    /** The scale of its scores. */
    QualityScale scale();

    /** What of a picture it scores, for records: a mode's name, or that a protocol says it. */
    String mode(ScoringSettings scoring);

    /** What decides the pixels that it sees, with such settings. */
    Preprocessing preprocessing(ScoringSettings scoring);

    /** Names of what speaks in it, see {@link ScoreStamp#heads}. */
    List<String> heads();

    /** Makes sure, before any picture is touched, that it can score with such settings. */
    void require(ScoringSettings scoring);

    /** What computes it where a task has a GPU. */
    GpuEngine gpuEngine();

    /** In one piece, to be sent to the executors. */
    byte[] toBytes();

    /** A scorer for one task, which closes it. */
    PictureScorer open(ScoringJobSettings job, ScoringSettings scoring, Device device, ImageDecoder decoder);

    /** What all its rows of a run share. */
    default ScoreStamp stamp(ScoringSettings scoring, String run) {
        return new ScoreStamp(id(), preprocessing(scoring).id(), run, heads());
    }

    /** A model of this project. */
    record Own(ModelBundle bundle) implements ScoringModel {

        @Override
        public String name() {
            return bundle.manifest().name();
        }

        @Override
        public String id() {
            return bundle.id();
        }

        @Override
        public QualityScale scale() {
            return bundle.manifest().scoreScale();
        }

        @Override
        public String mode(ScoringSettings scoring) {
            return scoring.forModel(bundle.manifest()).mode().name();
        }

        @Override
        public Preprocessing preprocessing(ScoringSettings scoring) {
            return scoring.forModel(bundle.manifest()).preprocessing();
        }

        @Override
        public List<String> heads() {
            return ScoreStamp.headNames(bundle.manifest().heads());
        }

        @Override
        public void require(ScoringSettings scoring) {
            ImageScorer.requireSomethingToSee(bundle.manifest(), scoring);
        }

        @Override
        public GpuEngine gpuEngine() {
            return GpuEngine.PYTORCH;
        }

        @Override
        public byte[] toBytes() {
            return bundle.toBytes();
        }

        @Override
        public PictureScorer open(
                ScoringJobSettings job, ScoringSettings scoring, Device device, ImageDecoder decoder) {
            return ImageScorer.open(
                    bundle, job.engine().on(device, job.arithmetic(), job.cutOnDevice()), decoder, scoring);
        }
    }

    /** A network of others. */
    record Network(NetworkFolder folder) implements ScoringModel {

        /** Stands for a mode: the protocol says what of a picture is scored. */
        public static final String PROTOCOL = "PROTOCOL";

        @Override
        public String name() {
            return folder.protocol().name();
        }

        @Override
        public String id() {
            return folder.id();
        }

        @Override
        public QualityScale scale() {
            return folder.protocol().scale();
        }

        @Override
        public String mode(ScoringSettings scoring) {
            return PROTOCOL;
        }

        @Override
        public Preprocessing preprocessing(ScoringSettings scoring) {
            return Preprocessing.ofProtocol(ImageDecoder.RULES);
        }

        @Override
        public List<String> heads() {
            return List.of(PROTOCOL.toLowerCase(Locale.ROOT));
        }

        /** Loads it here once, so that what is wrong with it is said before the executors have it. */
        @Override
        public void require(ScoringSettings scoring) {
            ForeignScorer.open(folder, new TorchForeignEngine(Device.cpu()), new ImageDecoder(DecodeLimits.DEFAULT))
                    .close();
        }

        @Override
        public GpuEngine gpuEngine() {
            return folder.isTorchScript() ? GpuEngine.PYTORCH : GpuEngine.ONNX_RUNTIME;
        }

        @Override
        public byte[] toBytes() {
            return folder.toBytes();
        }

        @Override
        public PictureScorer open(
                ScoringJobSettings job, ScoringSettings scoring, Device device, ImageDecoder decoder) {
            return ForeignScorer.open(folder, new TorchForeignEngine(device), decoder);
        }
    }
}
