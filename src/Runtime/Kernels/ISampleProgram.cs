using System.ComponentModel;

namespace NetSpec.Runtime.Kernels;

/// <summary>What an emitted network does between its inputs and its outputs; see <see cref="SamplePass"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ISampleProgram
{
    /// <summary>Computes the network for the samples of a run, whose inputs lie in the workspace, on the run's threads.</summary>
    void RunSamples(in Run run);
}
