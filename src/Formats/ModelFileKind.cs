namespace NetSpec.Formats;

/// <summary>Formats of models and weights.</summary>
public enum ModelFileKind
{
    /// <summary>None of these.</summary>
    Unknown,

    /// <summary>A model of ONNX.</summary>
    Onnx,

    /// <summary>Tensors in the safetensors format.</summary>
    Safetensors,

    /// <summary>The index of several safetensors files.</summary>
    SafetensorsIndex,

    /// <summary>A checkpoint of PyTorch: a zip archive.</summary>
    Torch,

    /// <summary>A checkpoint of PyTorch as it was written before version 1.6, or a bare pickle.</summary>
    TorchLegacy,

    /// <summary>An array of NumPy.</summary>
    Npy,

    /// <summary>A zip archive of arrays of NumPy.</summary>
    Npz,
}
