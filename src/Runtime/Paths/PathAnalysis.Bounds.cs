using System;
using System.Collections.Generic;
using NetSpec.Runtime.Paths.Bounds;

namespace NetSpec.Runtime.Paths;

public sealed partial class PathAnalysis
{
    /// <summary>The constants of the bounds, counted by the compiler: depth, pools, dimensions, the number of paths.</summary>
    /// <exception cref="InvalidOperationException">The description was made without them.</exception>
    public BoundConstants Constants => Description.Constants
        ?? throw new InvalidOperationException($"The description of this network has no {nameof(PathDescription.Constants)}; emitted ones have.");

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
    public GeneralizationGapBound GeneralizationBound(
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
    /// <param name="samples">samples x input, one after another as <c>Forward</c> takes them; at least one sample.</param>
    /// <param name="labels">The right class of each sample, from 0.</param>
    /// <exception cref="InvalidOperationException">The network has several inputs or outputs, is not batch-first or has no forward
    /// pass; compute the outputs and take <see cref="MarginDistribution.Margins"/> of them.</exception>
    /// <exception cref="ArgumentException">The lengths do not fit, or a label is no class.</exception>
    public MarginDistribution Margins(ReadOnlySpan<float> samples, ReadOnlySpan<int> labels)
    {
        var margins = new MarginPass(_forward, Constants);
        if (labels.Length == 0 || samples.Length != (long)labels.Length * margins.SampleSize)
            throw new ArgumentException($"'{nameof(samples)}' holds {samples.Length} floats; {labels.Length} labels are for {labels.Length} x {margins.SampleSize}, and at least 1.", nameof(samples));

        for (var i = 0; i < labels.Length; i++)
        {
            margins.Add(samples.Slice(i * margins.SampleSize, margins.SampleSize), labels[i]);
        }

        return margins.Distribution();
    }

    /// <param name="samples">The data set, gone through once; an array a sample.</param>
    /// <param name="labels">The right class of each sample, from 0.</param>
    /// <inheritdoc cref="Margins(ReadOnlySpan{float}, ReadOnlySpan{int})"/>
    public MarginDistribution Margins(IEnumerable<float[]> samples, IEnumerable<int> labels)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(labels);
        var margins = new MarginPass(_forward, Constants);
        using var label = labels.GetEnumerator();
        var count = 0;
        foreach (var sample in samples)
        {
            if (sample is null || sample.Length != margins.SampleSize)
                throw new ArgumentException($"Sample {count} {(sample is null ? "is null" : $"has {sample.Length} numbers")}; the network's input has {margins.SampleSize}.", nameof(samples));
            if (!label.MoveNext())
                throw new ArgumentException($"There are {count} labels and more samples; each sample has one.", nameof(labels));

            margins.Add(sample, label.Current);
            count++;
        }

        if (count == 0 || label.MoveNext())
            throw new ArgumentException(count == 0 ? "There are no samples; margins are of at least 1." : $"There are {count} samples and more labels; each sample has one.", nameof(samples));
        return margins.Distribution();
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
    public MisclassificationBound MarginBound(
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
