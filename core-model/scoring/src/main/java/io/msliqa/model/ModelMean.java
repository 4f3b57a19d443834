package io.msliqa.model;

import io.msliqa.network.ModelException;
import io.msliqa.network.Network;
import io.msliqa.network.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Averages the weights of models that went on from one model in different ways. Such a mean often agrees with people better than
 * either, at the cost of one (Wortsman et al., "Model soups", ICML 2022). Of models that began apart it is no model.
 */
public final class ModelMean {

    private ModelMean() {}

    /**
     * The mean, running statistics included.
     *
     * @param models at least two, which differ in nothing but their weights, and in which head was the best: of the mean that is
     *     the first one's
     * @param name of the mean
     * @param provenance of the mean
     * @throws ModelException if they differ in more
     */
    public static ModelBundle of(List<ModelBundle> models, String name, Map<String, String> provenance) {
        if (models.size() < 2) {
            throw new ModelException("A mean takes at least two models, not " + models.size());
        }
        Manifest first = models.get(0).manifest();
        Manifest mean = with(first, first.bestHead(), name, provenance);
        for (ModelBundle model : models) {
            if (!with(model.manifest(), first.bestHead(), name, provenance)
                    .scoringFields()
                    .equals(mean.scoringFields())) {
                throw new ModelException("The models " + first.name() + " and "
                        + model.manifest().name()
                        + " differ in more than their weights (backbone, heads, or how a score is made of them); only"
                        + " models of one kind have a mean");
            }
        }
        List<Network> networks = models.stream().map(ModelBundle::network).toList();
        Map<String, Tensor> weights = new LinkedHashMap<>();
        networks.get(0).weights().keySet().forEach(tensor -> weights.put(tensor, mean(tensor, networks)));
        return ModelBundle.of(mean, new Network(networks.get(0).table(), weights));
    }

    private static Manifest with(Manifest model, int bestHead, String name, Map<String, String> provenance) {
        return new Manifest(
                name,
                model.backbone(),
                model.heads(),
                model.headPolicy(),
                bestHead,
                model.scoreScale(),
                model.resampling(),
                model.padding(),
                model.reading(),
                provenance);
    }

    private static Tensor mean(String tensor, List<Network> networks) {
        Tensor first = networks.get(0).weights().get(tensor);
        float[] mean = new float[first.values().length];
        for (int i = 0; i < mean.length; i++) {
            double sum = 0;
            for (Network network : networks) {
                sum += network.weights().get(tensor).values()[i];
            }
            mean[i] = (float) (sum / networks.size());
        }
        return new Tensor(mean, first.shape());
    }
}
