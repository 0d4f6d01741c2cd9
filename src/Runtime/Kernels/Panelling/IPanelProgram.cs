using System.ComponentModel;

namespace NetSpec.Runtime.Kernels.Panelling;

/// <summary>What an emitted network of vectors does with one panel of samples; see <see cref="Panels"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IPanelProgram
{
    /// <summary>Computes the network for the samples of one panel, on the calling thread.</summary>
    void RunPanel(in Run run);
}
