using System;
using NetSpec.Runtime.Paths.Bounds;

namespace NetSpec.Runtime.Paths;

public sealed partial class PathAnalysis
{
    /// <summary>Samples whose outputs are held at a time while margins are computed.</summary>
    private const int MarginChunk = 256;

    /// <summary>The constants of the bounds, counted by the compiler: depth, pools, dimensions, the number of paths.</summary>
    /// <exception cref="InvalidOperationException">The description was made without them.</exception>
    public BoundConstants Constants => Description.Constants
        ?? throw new InvalidOperationException($"The description of this network has no {nameof(PathDescription.Constants)}; emitted ones have.");

    /// <summary>The network's forward pass, for <see cref="Margins"/>; null where it has several inputs or outputs, is not batch-first, or was not emitted.</summary>
    public ForwardPass? Forward { get; init; }

    /// <summary>
    /// The bound on the expected generalisation gap, 4·(σ/n)·C·L·‖Φ(θ)‖₁ with σ/n ≤ max(B, 1)/√n (Theorems 4.1.1 and 4.4.1).
    /// </summary>
    /// <param name="samples">n, the size of the training set.</param>
    /// <param name="largestInput">B, the largest absolute value of an input over the training set.</param>
    /// <param name="loss">The loss, which gives L.</param>
    /// <param name="convention">How the depth D in C is counted.</param>
    /// <param name="sharpened">Whether C is that of Remark 4.4.1, which the thesis states without proof.</param>
    /// <exception cref="InvalidOperationException">
    /// A k-max-pool neuron has a bias that is not 0, or an input is itself an output (which no compiled network has); or the
    /// sharpened constant is asked for where the remark does not apply.
    /// </exception>
    /// <example><code>
    /// var bound = net.Paths.GeneralizationBound(samples: 1268355, largestInput: 2.64, Loss.CrossEntropy);
    /// Console.WriteLine(bound); // the number, and the factors it is the product of
    /// </code></example>
    public GeneralizationBound GeneralizationBound(
        long samples,
        double largestInput,
        Loss loss,
        DepthConvention convention = DepthConvention.Strict,
        bool sharpened = false)
    {
        ArgumentNullException.ThrowIfNull(loss);
        Rademacher.Check(Architecture, Constants, Parameters);
        var constant = sharpened ? Constants.SharpenedC(convention) : Constants.C(convention);
        return new(constant, Rademacher.Factor(constant, samples, largestInput), loss, Norm(q: 1, r: 1));
    }

    /// <summary>
    /// The margins of the network on labelled samples: the output of the right class minus the largest of the others. They are
    /// those of the model's forward pass, which sees edits of the parameters after its next <c>Pack</c>.
    /// </summary>
    /// <param name="samples">samples x input, at least one sample.</param>
    /// <param name="labels">The right class of each sample, from 0.</param>
    /// <exception cref="InvalidOperationException">There is no <see cref="Forward"/>; compute the outputs and take <see cref="MarginDistribution.Margins"/> of them.</exception>
    public MarginDistribution Margins(ReadOnlySpan<float> samples, ReadOnlySpan<int> labels)
    {
        if (Forward is null)
        {
            throw new InvalidOperationException(
                $"Margins are taken of one output of one input, batch first; compute the outputs and give them to {nameof(MarginDistribution)}.{nameof(MarginDistribution.Margins)}.");
        }

        var (size, classes) = ((int)Constants.InputDimension, (int)Constants.OutputDimension);
        if (labels.Length == 0 || samples.Length != (long)labels.Length * size)
            throw new ArgumentException($"'{nameof(samples)}' holds {samples.Length} floats; {labels.Length} labels are for {labels.Length} x {size}, and at least 1.", nameof(samples));

        var outputs = new float[Math.Min(labels.Length, MarginChunk) * classes];
        var margins = new double[labels.Length];
        for (var first = 0; first < labels.Length; first += MarginChunk)
        {
            var batch = Math.Min(labels.Length - first, MarginChunk);
            var results = outputs.AsSpan(0, batch * classes);
            Forward(samples.Slice(first * size, batch * size), results, batch);
            MarginDistribution.Margins(results, labels.Slice(first, batch)).CopyTo(margins, first);
        }

        return new(margins);
    }

    /// <summary>
    /// The bound on the probability of misclassification at the margin γ where it is least (Theorem 4.1.2, Eq. 4.14), or the
    /// statement that no γ makes it less than 1.
    /// </summary>
    /// <param name="margins">The margins on the training set; their number is n.</param>
    /// <param name="largestInput">B, the largest absolute value of an input over the training set.</param>
    /// <param name="delta">δ: the bound may fail with this probability over the training set.</param>
    /// <param name="convention">How the depth D in C is counted.</param>
    /// <param name="sharpened">Whether C is that of Remark 4.4.1, which the thesis states without proof.</param>
    /// <inheritdoc cref="GeneralizationBound(long, double, Loss, DepthConvention, bool)" path="/exception"/>
    public MarginBound MarginBound(
        MarginDistribution margins,
        double largestInput,
        double delta = 0.05,
        DepthConvention convention = DepthConvention.Strict,
        bool sharpened = false)
    {
        ArgumentNullException.ThrowIfNull(margins);
        return new(margins, GeneralizationBound(margins.Count, largestInput, Loss.Margin(1), convention, sharpened), delta);
    }
}
