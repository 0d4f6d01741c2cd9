namespace NetSpec.Gpu
{
    using global::System.Globalization;
    using global::ILGPU.Runtime;
    using global::ILGPU.Runtime.Cuda;

    /// <summary>What devices are called in messages.</summary>
    internal static class DeviceNames
    {
        /// <summary>Two accelerators told apart: "A, the model is on B", and in words where both are called the same.</summary>
        public static string Apart(Accelerator other, Accelerator model)
        {
            var (first, second) = (Of(other), Of(model));
            return first == second ? $"another {first} than the model is on" : $"{first}, the model is on {second}";
        }

        /// <summary>The name of a device, with its number where several may have one name.</summary>
        private static string Of(Accelerator accelerator) => accelerator is CudaAccelerator { Device: { DeviceId: var number } }
            ? string.Format(CultureInfo.InvariantCulture, "{0} (CUDA device {1})", accelerator.Name, number)
            : accelerator.Name;
    }
}
