using System;
using NetSpec.Runtime.Weights;

namespace NetSpec.Runtime;

/// <summary>
/// What every emitted network derives from: its parameters, its spare workspace, and the checks of the arguments of <c>Forward</c>.
/// </summary>
/// <example><code>
/// var net = Digits.Load("digits.safetensors");
/// net.Parameters["fc.bias"].Clear();
/// net.Pack();
/// </code></example>
public abstract partial class Model
{
    private ParameterStore? _parameters;
    private int _packedRevision;

    /// <summary>Takes the parameters, which the model keeps and does not copy. The derived constructor ends with <see cref="Pack"/>.</summary>
    /// <param name="layout">The layout the network was compiled with.</param>
    /// <param name="parameters">Values in that layout.</param>
    /// <param name="workspaceSize">Floats of workspace a sample.</param>
    /// <param name="imagesPerPass">Samples that a pass of <c>Forward</c> takes at most when the caller gives no workspace.</param>
    protected Model(ParameterLayout layout, ParameterStore parameters, int workspaceSize, int imagesPerPass)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentOutOfRangeException.ThrowIfNegative(workspaceSize);
        ArgumentOutOfRangeException.ThrowIfLessThan(imagesPerPass, 1);
        if (!parameters.Layout.Equals(layout))
            throw new ArgumentException($"The store was made for another network: {Difference(parameters.Layout, layout)}.", nameof(parameters));

        _parameters = parameters;
        _workspaceSize = workspaceSize;
        _imagesPerPass = imagesPerPass;
    }

    /// <summary>
    /// The network's parameters. Edits count after the next <see cref="Pack"/>; until then a pass refuses to compute. To read
    /// only, use <see cref="ParameterStore.ReadOnly"/>.
    /// </summary>
    /// <exception cref="InvalidOperationException">They were released (<see cref="ReleaseParameters"/>).</exception>
    public ParameterStore Parameters => _parameters ?? throw new InvalidOperationException(
        $"The parameters of this model were released ({nameof(ReleaseParameters)}), and it computes with what it packed of them; "
        + "load another model to have them.");

    /// <summary>
    /// Brings the parameters into the form the kernels read: blocked, with batch-norms folded. Called by the constructor;
    /// call it again after editing <see cref="Parameters"/>, while no pass is running.
    /// </summary>
    public void Pack()
    {
        var revision = Parameters.Watch().Settle();
        PackWeights(Parameters.Unwatched());
        _packedRevision = revision;
    }

    /// <summary>
    /// Gives up the store of the parameters, about half of what a model holds: kernels read packed copies of their own. Passes go on as before;
    /// <see cref="Parameters"/>, <see cref="Pack"/> and whatever else reads parameters (<c>Paths</c>, programs on devices) throw from here on.
    /// The garbage collector frees the memory once nobody else holds the store.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// An edit was not packed; or the network has <c>neurons</c> blocks with parameters, which are read where the store has them.
    /// </exception>
    public void ReleaseParameters()
    {
        if (_parameters is not { } parameters)
            return;
        if (ReadsParameters)
            throw new InvalidOperationException("The 'neurons' blocks of this network read their parameters where the store has them, so it has to stay.");

        CheckPacked(parameters);
        _parameters = null;
    }

    /// <summary>Whether passes read parameters where the store has them: neurons spelt one by one do.</summary>
    protected virtual bool ReadsParameters => false;

    /// <summary>Packs every weight of the network.</summary>
    protected abstract void PackWeights(ParameterStore parameters);

    private static string Difference(ParameterLayout found, ParameterLayout expected)
    {
        for (var i = 0; i < Math.Min(found.Count, expected.Count); i++)
        {
            if (found[i].Role != expected[i].Role)
                return $"parameter {i} is {found[i]} in the role {found[i].Role}, here it is {expected[i]} in the role {expected[i].Role}";
            if (!found[i].Equals(expected[i]))
                return $"parameter {i} is {found[i]}, here it is {expected[i]}";
        }

        return $"it has {found.Count} parameters, here there are {expected.Count}";
    }
}
